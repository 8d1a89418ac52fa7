-- CreateEnum
CREATE TYPE "Kind" AS ENUM ('A', 'B');

-- CreateTable
CREATE TABLE "Account" (
    "id" TEXT NOT NULL,
    "kind" "Kind" NOT NULL DEFAULT 'A',

    CONSTRAINT "Account_pkey" PRIMARY KEY ("id")
);
