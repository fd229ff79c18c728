-- CreateEnum
CREATE TYPE "RenderStatus" AS ENUM ('QUEUED', 'RUNNING', 'COMPLETED', 'FAILED', 'CANCELLED');

-- CreateEnum
CREATE TYPE "RenderStepName" AS ENUM ('SPEECH', 'CAPTIONS', 'STITCH', 'THUMBNAILS', 'VALIDATE');

-- CreateEnum
CREATE TYPE "StepStatus" AS ENUM ('RUNNING', 'COMPLETED', 'FAILED');

-- CreateEnum
CREATE TYPE "CaptionStyle" AS ENUM ('TIKTOK', 'YOUTUBE', 'MINIMAL');

-- CreateEnum
CREATE TYPE "Platform" AS ENUM ('YOUTUBE_SHORTS', 'TIKTOK', 'INSTAGRAM_REELS');

-- CreateTable
CREATE TABLE "renders" (
    "id" UUID NOT NULL,
    "content_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "user_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "platform" "Platform" NOT NULL,
    "source" JSONB NOT NULL,
    "caption_style" "CaptionStyle" NOT NULL,
    "voice" TEXT,
    "status" "RenderStatus" NOT NULL DEFAULT 'QUEUED',
    "step" "RenderStepName",
    "progress" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "error" TEXT,
    "requested_by" UUID,
    "cancelled_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "renders_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "render_steps" (
    "render_id" UUID NOT NULL,
    "step" "RenderStepName" NOT NULL,
    "status" "StepStatus" NOT NULL,
    "attempt" INTEGER NOT NULL DEFAULT 1,
    "provider" TEXT,
    "error" TEXT,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "render_steps_pkey" PRIMARY KEY ("render_id","step")
);

-- CreateTable
CREATE TABLE "videos" (
    "id" UUID NOT NULL,
    "render_id" UUID NOT NULL,
    "content_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "file_key" TEXT NOT NULL,
    "vtt_key" TEXT NOT NULL,
    "srt_key" TEXT NOT NULL,
    "captions" JSONB NOT NULL,
    "thumbnails" JSONB NOT NULL,
    "duration_seconds" DOUBLE PRECISION NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "frames_per_second" DOUBLE PRECISION NOT NULL,
    "size_bytes" BIGINT NOT NULL,
    "loudness_lufs" DOUBLE PRECISION NOT NULL,
    "true_peak_dbtp" DOUBLE PRECISION NOT NULL,
    "speech_provider" TEXT NOT NULL,
    "is_embedded_speech" BOOLEAN NOT NULL,
    "is_valid" BOOLEAN NOT NULL,
    "score" DOUBLE PRECISION NOT NULL,
    "rules" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "videos_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "renders_content_id_created_at_idx" ON "renders"("content_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "renders_user_id_created_at_id_idx" ON "renders"("user_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "renders_created_at_id_idx" ON "renders"("created_at" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "renders_run_id_number_key" ON "renders"("run_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "videos_render_id_key" ON "videos"("render_id");

-- CreateIndex
CREATE INDEX "videos_content_id_created_at_idx" ON "videos"("content_id", "created_at" DESC);

-- AddForeignKey
ALTER TABLE "render_steps" ADD CONSTRAINT "render_steps_render_id_fkey" FOREIGN KEY ("render_id") REFERENCES "renders"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "videos" ADD CONSTRAINT "videos_render_id_fkey" FOREIGN KEY ("render_id") REFERENCES "renders"("id") ON DELETE CASCADE ON UPDATE CASCADE;
