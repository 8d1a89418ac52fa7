/*
  Warnings:

  - You are about to drop the column `rating` on the `Post` table.
*/
-- AlterTable
ALTER TABLE "Post" DROP COLUMN "rating",
ADD COLUMN     "views" BIGINT NOT NULL DEFAULT 0,
ALTER COLUMN "content" SET NOT NULL,
ALTER COLUMN "title" SET DATA TYPE VARCHAR(255);

-- AlterTable
ALTER TABLE "User" DROP CONSTRAINT "User_pkey" CASCADE,
DROP COLUMN "id",
ADD COLUMN     "id" SERIAL NOT NULL,
ADD CONSTRAINT "User_pkey" PRIMARY KEY ("id");

-- RenameIndex
ALTER INDEX "Post_authorId_published_idx" RENAME TO "Post_by_author";
