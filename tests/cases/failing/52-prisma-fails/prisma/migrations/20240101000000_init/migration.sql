-- CreateTable
CREATE TABLE "Account" (
    "id" TEXT NOT NULL,
    "kind" "Kind" NOT NULL,

    CONSTRAINT "Account_pkey" PRIMARY KEY ("id")
);
