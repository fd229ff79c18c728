
-- CreateEnum
CREATE TYPE "BatchStatus" AS ENUM ('RUNNING', 'COMPLETED', 'FAILED');

-- CreateEnum
CREATE TYPE "AssetStatus" AS ENUM ('PENDING', 'GENERATING', 'READY', 'FAILED');

-- CreateTable
CREATE TABLE "batches" (
    "run_id" UUID NOT NULL,
    "content_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "niche" TEXT NOT NULL,
    "script" JSONB NOT NULL,
    "status" "BatchStatus" NOT NULL DEFAULT 'RUNNING',
    "error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "batches_pkey" PRIMARY KEY ("run_id")
);

-- CreateTable
CREATE TABLE "media_assets" (
    "id" UUID NOT NULL,
    "content_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "scene" INTEGER NOT NULL,
    "segments" INTEGER[],
    "prompt" TEXT NOT NULL,
    "style" TEXT NOT NULL,
    "camera_angle" TEXT NOT NULL,
    "mood" TEXT NOT NULL,
    "negative_prompt" TEXT NOT NULL,
    "seed" INTEGER NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "status" "AssetStatus" NOT NULL DEFAULT 'PENDING',
    "claim" UUID,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "ticket_provider" TEXT,
    "ticket_job" TEXT,
    "provider" TEXT,
    "model" TEXT,
    "is_embedded" BOOLEAN NOT NULL DEFAULT false,
    "width" INTEGER,
    "height" INTEGER,
    "size_bytes" INTEGER,
    "file_key" TEXT,
    "thumbnail_key" TEXT,
    "cost" DECIMAL(18,6) NOT NULL DEFAULT 0,
    "error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ready_at" TIMESTAMPTZ(3),

    CONSTRAINT "media_assets_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "provider_calls" (
    "id" UUID NOT NULL,
    "asset_id" UUID NOT NULL,
    "provider" TEXT NOT NULL,
    "model" TEXT,
    "error" TEXT,
    "units" DECIMAL(18,6) NOT NULL,
    "unit" TEXT NOT NULL,
    "cost" DECIMAL(18,6) NOT NULL,
    "latency_ms" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "provider_calls_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "batches_content_id_created_at_idx" ON "batches"("content_id", "created_at");

-- CreateIndex
CREATE INDEX "media_assets_user_id_created_at_id_idx" ON "media_assets"("user_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "media_assets_created_at_id_idx" ON "media_assets"("created_at" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "media_assets_content_id_run_id_scene_key" ON "media_assets"("content_id", "run_id", "scene");

-- CreateIndex
CREATE INDEX "provider_calls_asset_id_at_idx" ON "provider_calls"("asset_id", "at");

-- AddForeignKey
ALTER TABLE "media_assets" ADD CONSTRAINT "media_assets_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "batches"("run_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "provider_calls" ADD CONSTRAINT "provider_calls_asset_id_fkey" FOREIGN KEY ("asset_id") REFERENCES "media_assets"("id") ON DELETE CASCADE ON UPDATE CASCADE;
