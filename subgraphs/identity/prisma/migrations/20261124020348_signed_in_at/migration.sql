-- AlterTable
ALTER TABLE "sessions" ADD COLUMN "signed_in_at" TIMESTAMPTZ(3);
