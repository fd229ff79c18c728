
-- AlterTable
ALTER TABLE "approved_contents" ADD COLUMN     "platform" TEXT NOT NULL DEFAULT 'YOUTUBE_SHORTS';

-- AlterTable
ALTER TABLE "publications" ADD COLUMN     "lease_until" TIMESTAMPTZ(3),
ADD COLUMN     "moved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- CreateIndex
CREATE INDEX "publications_status_moved_at_idx" ON "publications"("status", "moved_at");
