-- AlterEnum
ALTER TYPE "BatchStatus" ADD VALUE 'CANCELLED';

-- CreateTable
CREATE TABLE "cancelled_runs" (
    "run_id" UUID NOT NULL,
    "cancelled_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "cancelled_runs_pkey" PRIMARY KEY ("run_id")
);
