
-- CreateEnum
CREATE TYPE "ContentStatus" AS ENUM ('DRAFT', 'GENERATING', 'REVIEW', 'APPROVED', 'PUBLISHED', 'REJECTED', 'FAILED');

-- CreateEnum
CREATE TYPE "TargetPlatform" AS ENUM ('YOUTUBE_SHORTS', 'TIKTOK', 'INSTAGRAM_REELS');

-- CreateEnum
CREATE TYPE "VisualStyle" AS ENUM ('CINEMATIC', 'ANIME', 'REALISTIC', 'CARTOON', 'MINIMAL');

-- CreateEnum
CREATE TYPE "RunStatus" AS ENUM ('PENDING', 'RUNNING', 'AWAITING_REVIEW', 'COMPLETED', 'FAILED', 'CANCELLED');

-- CreateEnum
CREATE TYPE "StageName" AS ENUM ('STRATEGIST', 'CREATOR', 'ANALYST', 'IMAGES', 'SPEECH', 'CAPTIONS', 'STITCH', 'THUMBNAILS', 'VALIDATE', 'PUBLISH');

-- CreateEnum
CREATE TYPE "StageStatus" AS ENUM ('RUNNING', 'COMPLETED', 'FAILED');

-- CreateEnum
CREATE TYPE "GateStage" AS ENUM ('STRATEGIST', 'CREATOR', 'ANALYST', 'VIDEO');

-- CreateEnum
CREATE TYPE "GateStatus" AS ENUM ('OPEN', 'APPROVED', 'REJECTED');

-- CreateEnum
CREATE TYPE "EntryPoint" AS ENUM ('STRATEGIST', 'CREATOR', 'ANALYST', 'HAND_OVER');

-- CreateEnum
CREATE TYPE "TransitionSubject" AS ENUM ('CONTENT', 'RUN', 'GATE');

-- CreateTable
CREATE TABLE "trends" (
    "id" UUID NOT NULL,
    "topic" TEXT NOT NULL,
    "summary" TEXT,
    "text" TEXT,
    "url" TEXT,
    "source" TEXT NOT NULL,
    "publication" TEXT,
    "author" TEXT,
    "categories" TEXT[],
    "niche" TEXT NOT NULL,
    "keywords" TEXT[],
    "published_at" TIMESTAMPTZ(3),
    "detected_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "trends_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "contents" (
    "id" UUID NOT NULL,
    "trend_id" UUID NOT NULL,
    "owner_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "status" "ContentStatus" NOT NULL DEFAULT 'DRAFT',
    "platform" "TargetPlatform" NOT NULL,
    "tone" TEXT NOT NULL,
    "style" "VisualStyle" NOT NULL,
    "target_seconds" INTEGER NOT NULL,
    "niche" TEXT NOT NULL,
    "gate_policies" JSONB NOT NULL DEFAULT '{}',
    "script" JSONB,
    "critique" JSONB,
    "visual_plan" JSONB,
    "analysis" JSONB,
    "video" JSONB,
    "feedback" TEXT[],
    "regenerations" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "contents_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "runs" (
    "id" UUID NOT NULL,
    "content_id" UUID NOT NULL,
    "attempt" INTEGER NOT NULL,
    "status" "RunStatus" NOT NULL DEFAULT 'PENDING',
    "start_at" "EntryPoint" NOT NULL,
    "error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "moved_at" TIMESTAMPTZ(3) DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "runs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stages" (
    "run_id" UUID NOT NULL,
    "stage" "StageName" NOT NULL,
    "status" "StageStatus" NOT NULL,
    "attempt" INTEGER NOT NULL DEFAULT 1,
    "provider" TEXT,
    "cost" DECIMAL(20,10) NOT NULL DEFAULT 0,
    "error" TEXT,
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "stages_pkey" PRIMARY KEY ("run_id","stage")
);

-- CreateTable
CREATE TABLE "gates" (
    "id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "stage" "GateStage" NOT NULL,
    "status" "GateStatus" NOT NULL DEFAULT 'OPEN',
    "instruction" TEXT NOT NULL,
    "score" DOUBLE PRECISION,
    "pass_at" DOUBLE PRECISION,
    "opened_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decided_at" TIMESTAMPTZ(3),
    "decided_by" TEXT,
    "decided_by_policy" BOOLEAN NOT NULL DEFAULT false,
    "feedback" TEXT,

    CONSTRAINT "gates_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "transitions" (
    "id" BIGSERIAL NOT NULL,
    "subject" "TransitionSubject" NOT NULL,
    "subject_id" UUID NOT NULL,
    "from" TEXT,
    "to" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "reason" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "transitions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "answers" (
    "run_id" UUID NOT NULL,
    "question" TEXT NOT NULL,
    "writer" TEXT NOT NULL,
    "is_embedded" BOOLEAN NOT NULL,
    "value" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "answers_pkey" PRIMARY KEY ("run_id","question")
);

-- CreateTable
CREATE TABLE "calls" (
    "id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "stage" "StageName" NOT NULL,
    "task" TEXT NOT NULL,
    "writer" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "error" TEXT,
    "input_tokens" INTEGER NOT NULL,
    "output_tokens" INTEGER NOT NULL,
    "cost" DECIMAL(20,10) NOT NULL,
    "latency_ms" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "calls_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "contents_owner_id_created_at_id_idx" ON "contents"("owner_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "contents_created_at_id_idx" ON "contents"("created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "contents_trend_id_idx" ON "contents"("trend_id");

-- CreateIndex
CREATE INDEX "contents_owner_id_niche_created_at_idx" ON "contents"("owner_id", "niche", "created_at");

-- CreateIndex
CREATE INDEX "runs_created_at_id_idx" ON "runs"("created_at" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "runs_content_id_attempt_key" ON "runs"("content_id", "attempt");

-- CreateIndex
CREATE INDEX "gates_status_opened_at_id_idx" ON "gates"("status", "opened_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "gates_run_id_stage_key" ON "gates"("run_id", "stage");

-- CreateIndex
CREATE INDEX "transitions_subject_subject_id_id_idx" ON "transitions"("subject", "subject_id", "id");

-- CreateIndex
CREATE INDEX "calls_run_id_idx" ON "calls"("run_id");

-- AddForeignKey
ALTER TABLE "contents" ADD CONSTRAINT "contents_trend_id_fkey" FOREIGN KEY ("trend_id") REFERENCES "trends"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "runs" ADD CONSTRAINT "runs_content_id_fkey" FOREIGN KEY ("content_id") REFERENCES "contents"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stages" ADD CONSTRAINT "stages_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "runs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "gates" ADD CONSTRAINT "gates_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "runs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "answers" ADD CONSTRAINT "answers_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "runs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "calls" ADD CONSTRAINT "calls_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "runs"("id") ON DELETE CASCADE ON UPDATE CASCADE;
