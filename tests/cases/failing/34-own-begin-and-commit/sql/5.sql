CREATE INDEX exams_room ON exams (room);
