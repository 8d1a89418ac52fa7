alter function area(boolean) rename to surface;
