-- AlterEnum
ALTER TYPE "Kind" ADD VALUE 'C';

-- AlterTable
ALTER TABLE "Account" ALTER COLUMN "kind" SET DEFAULT 'C';
