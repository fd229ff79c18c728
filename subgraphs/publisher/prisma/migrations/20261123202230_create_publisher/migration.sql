
-- CreateEnum
CREATE TYPE "Platform" AS ENUM ('SANDBOX');

-- CreateEnum
CREATE TYPE "PublicationStatus" AS ENUM ('SCHEDULED', 'QUEUED', 'PUBLISHING', 'PUBLISHED', 'FAILED', 'UNKNOWN', 'CANCELLED');

-- CreateTable
CREATE TABLE "approved_contents" (
    "content_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "hashtags" TEXT[],
    "video" JSONB NOT NULL,
    "approved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "approved_contents_pkey" PRIMARY KEY ("content_id")
);

-- CreateTable
CREATE TABLE "social_accounts" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "platform" "Platform" NOT NULL,
    "display_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "social_accounts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "publications" (
    "id" UUID NOT NULL,
    "content_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "platform" "Platform" NOT NULL,
    "status" "PublicationStatus" NOT NULL,
    "title" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "post_id" TEXT,
    "post_url" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,
    "scheduled_at" TIMESTAMPTZ(3),
    "published_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "publications_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "publication_transitions" (
    "id" UUID NOT NULL,
    "publication_id" UUID NOT NULL,
    "from" "PublicationStatus",
    "to" "PublicationStatus" NOT NULL,
    "actor" TEXT NOT NULL,
    "reason" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "publication_transitions_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "social_accounts_user_id_created_at_idx" ON "social_accounts"("user_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "social_accounts_user_id_platform_display_name_key" ON "social_accounts"("user_id", "platform", "display_name");

-- CreateIndex
CREATE INDEX "publications_user_id_created_at_idx" ON "publications"("user_id", "created_at");

-- CreateIndex
CREATE INDEX "publications_content_id_created_at_idx" ON "publications"("content_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "publications_content_id_run_id_account_id_key" ON "publications"("content_id", "run_id", "account_id");

-- CreateIndex
CREATE INDEX "publication_transitions_publication_id_at_idx" ON "publication_transitions"("publication_id", "at");

-- AddForeignKey
ALTER TABLE "publications" ADD CONSTRAINT "publications_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "social_accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "publication_transitions" ADD CONSTRAINT "publication_transitions_publication_id_fkey" FOREIGN KEY ("publication_id") REFERENCES "publications"("id") ON DELETE CASCADE ON UPDATE CASCADE;
