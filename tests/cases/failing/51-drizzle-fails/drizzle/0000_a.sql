CREATE TABLE "shelves" ("id" serial PRIMARY KEY NOT NULL, "kind" "shelf_kind" NOT NULL);
--> statement-breakpoint
CREATE TYPE "shelf_kind" AS ENUM('wood', 'steel');
