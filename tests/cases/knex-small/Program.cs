System.Console.WriteLine("The migrations of this service lie in migrations/ and are run by Knex.");
