
-- CreateEnum
CREATE TYPE "TrendStatus" AS ENUM ('ACTIVE', 'USED', 'DISCARDED', 'EXPIRED');

-- CreateEnum
CREATE TYPE "ScanStatus" AS ENUM ('QUEUED', 'RUNNING', 'COMPLETED', 'FAILED');

-- CreateEnum
CREATE TYPE "ScanSourceStatus" AS ENUM ('OK', 'EMPTY', 'FAILED');

-- CreateTable
CREATE TABLE "trends" (
    "id" UUID NOT NULL,
    "topic" TEXT NOT NULL,
    "summary" TEXT,
    "text" TEXT,
    "source" TEXT NOT NULL,
    "sources" TEXT[],
    "url" TEXT,
    "image_url" TEXT,
    "author" TEXT,
    "categories" TEXT[],
    "score" DOUBLE PRECISION NOT NULL,
    "score_parts" JSONB NOT NULL,
    "niche" TEXT NOT NULL,
    "keywords" TEXT[],
    "status" "TrendStatus" NOT NULL DEFAULT 'ACTIVE',
    "is_sample" BOOLEAN NOT NULL,
    "raw" JSONB NOT NULL,
    "content_id" UUID,
    "published_at" TIMESTAMPTZ(3),
    "detected_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "scan_id" UUID NOT NULL,

    CONSTRAINT "trends_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "trend_sightings" (
    "source" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "trend_id" UUID NOT NULL,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "trend_sightings_pkey" PRIMARY KEY ("source","external_id")
);

-- CreateTable
CREATE TABLE "trend_changes" (
    "id" UUID NOT NULL,
    "trend_id" UUID NOT NULL,
    "from" "TrendStatus" NOT NULL,
    "to" "TrendStatus" NOT NULL,
    "actor" TEXT NOT NULL,
    "reason" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "trend_changes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "scans" (
    "id" UUID NOT NULL,
    "status" "ScanStatus" NOT NULL DEFAULT 'QUEUED',
    "niche" TEXT NOT NULL,
    "item_limit" INTEGER NOT NULL,
    "items_found" INTEGER NOT NULL DEFAULT 0,
    "trends_saved" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,
    "requested_by" UUID,
    "requested_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "scans_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "scan_reports" (
    "scan_id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "status" "ScanSourceStatus" NOT NULL,
    "items_found" INTEGER NOT NULL,
    "duration_ms" INTEGER NOT NULL,
    "error_code" TEXT,
    "error_message" TEXT,

    CONSTRAINT "scan_reports_pkey" PRIMARY KEY ("scan_id","source")
);

-- CreateIndex
CREATE INDEX "trends_score_id_idx" ON "trends"("score" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "trends_detected_at_id_idx" ON "trends"("detected_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "trends_status_expires_at_idx" ON "trends"("status", "expires_at");

-- CreateIndex
CREATE INDEX "trends_scan_id_idx" ON "trends"("scan_id");

-- CreateIndex
CREATE INDEX "trends_sources_idx" ON "trends" USING GIN ("sources");

-- CreateIndex
CREATE INDEX "trend_sightings_trend_id_idx" ON "trend_sightings"("trend_id");

-- CreateIndex
CREATE INDEX "trend_changes_trend_id_at_idx" ON "trend_changes"("trend_id", "at");

-- CreateIndex
CREATE INDEX "scans_requested_at_id_idx" ON "scans"("requested_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "scans_status_requested_at_idx" ON "scans"("status", "requested_at");

-- AddForeignKey
ALTER TABLE "trends" ADD CONSTRAINT "trends_scan_id_fkey" FOREIGN KEY ("scan_id") REFERENCES "scans"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "trend_sightings" ADD CONSTRAINT "trend_sightings_trend_id_fkey" FOREIGN KEY ("trend_id") REFERENCES "trends"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "trend_changes" ADD CONSTRAINT "trend_changes_trend_id_fkey" FOREIGN KEY ("trend_id") REFERENCES "trends"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "scan_reports" ADD CONSTRAINT "scan_reports_scan_id_fkey" FOREIGN KEY ("scan_id") REFERENCES "scans"("id") ON DELETE CASCADE ON UPDATE CASCADE;
