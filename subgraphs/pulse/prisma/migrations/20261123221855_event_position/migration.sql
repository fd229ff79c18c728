
-- AlterTable
ALTER TABLE "events" ADD COLUMN     "position" BIGINT;

-- CreateIndex
CREATE INDEX "events_position_idx" ON "events"("position");
