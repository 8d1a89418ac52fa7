-- AlterTable
ALTER TABLE "Account" ADD COLUMN     "label" TEXT;

-- AlterTable
ALTER TABLE "account" ADD COLUMN     "note" TEXT;
