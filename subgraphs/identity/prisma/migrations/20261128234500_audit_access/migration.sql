-- AlterTable
ALTER TABLE "audit_entries" ADD COLUMN     "api_key_id" UUID,
ADD COLUMN     "session_id" UUID;
