
-- CreateEnum
CREATE TYPE "CostCategory" AS ENUM ('LLM', 'IMAGE', 'SPEECH', 'TRANSCRIPTION', 'VIDEO', 'PUBLISHING');

-- CreateEnum
CREATE TYPE "StageOutcome" AS ENUM ('COMPLETED', 'FAILED');

-- CreateTable
CREATE TABLE "events" (
    "sequence" BIGSERIAL NOT NULL,
    "id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "content_id" UUID,
    "trend_id" UUID,
    "owner_id" UUID,
    "message" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "audience" JSONB NOT NULL,
    "time" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "events_pkey" PRIMARY KEY ("sequence")
);

-- CreateTable
CREATE TABLE "contents" (
    "id" UUID NOT NULL,
    "owner_id" UUID NOT NULL,
    "trend_id" UUID,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "written_at" TIMESTAMPTZ(3),
    "rendered_at" TIMESTAMPTZ(3),
    "approved_at" TIMESTAMPTZ(3),
    "published_at" TIMESTAMPTZ(3),
    "rejected_at" TIMESTAMPTZ(3),

    CONSTRAINT "contents_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "trends" (
    "id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "detected_at" TIMESTAMPTZ(3) NOT NULL,
    "expired_at" TIMESTAMPTZ(3),

    CONSTRAINT "trends_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "cost_records" (
    "id" UUID NOT NULL,
    "content_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "owner_id" UUID NOT NULL,
    "service" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "category" "CostCategory" NOT NULL,
    "units" DECIMAL(65,30) NOT NULL,
    "unit" TEXT NOT NULL,
    "amount" DECIMAL(65,30) NOT NULL,
    "latency_ms" INTEGER NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "cost_records_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stage_runs" (
    "run_id" UUID NOT NULL,
    "stage" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL,
    "content_id" UUID NOT NULL,
    "owner_id" UUID NOT NULL,
    "provider" TEXT,
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "outcome" "StageOutcome",
    "error" TEXT,

    CONSTRAINT "stage_runs_pkey" PRIMARY KEY ("run_id","stage","attempt")
);

-- CreateIndex
CREATE UNIQUE INDEX "events_id_key" ON "events"("id");

-- CreateIndex
CREATE INDEX "events_content_id_sequence_idx" ON "events"("content_id", "sequence");

-- CreateIndex
CREATE INDEX "events_owner_id_sequence_idx" ON "events"("owner_id", "sequence" DESC);

-- CreateIndex
CREATE INDEX "events_type_sequence_idx" ON "events"("type", "sequence" DESC);

-- CreateIndex
CREATE INDEX "events_time_idx" ON "events"("time");

-- CreateIndex
CREATE INDEX "contents_owner_id_started_at_idx" ON "contents"("owner_id", "started_at");

-- CreateIndex
CREATE INDEX "contents_started_at_idx" ON "contents"("started_at");

-- CreateIndex
CREATE INDEX "contents_published_at_idx" ON "contents"("published_at");

-- CreateIndex
CREATE INDEX "contents_trend_id_idx" ON "contents"("trend_id");

-- CreateIndex
CREATE INDEX "trends_detected_at_idx" ON "trends"("detected_at");

-- CreateIndex
CREATE INDEX "cost_records_recorded_at_id_idx" ON "cost_records"("recorded_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "cost_records_owner_id_recorded_at_id_idx" ON "cost_records"("owner_id", "recorded_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "cost_records_content_id_recorded_at_id_idx" ON "cost_records"("content_id", "recorded_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "stage_runs_content_id_idx" ON "stage_runs"("content_id");

-- CreateIndex
CREATE INDEX "stage_runs_ended_at_idx" ON "stage_runs"("ended_at");

-- CreateIndex
CREATE INDEX "stage_runs_owner_id_ended_at_idx" ON "stage_runs"("owner_id", "ended_at");
