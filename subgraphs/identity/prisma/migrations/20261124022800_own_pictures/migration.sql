-- Pictures are kept as files of Orion's own alone; addresses elsewhere were never shown.
-- AlterTable
ALTER TABLE "users" DROP COLUMN "avatar_url";
