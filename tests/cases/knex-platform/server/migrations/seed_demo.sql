INSERT INTO workspaces (name, slug) VALUES ('Demo', 'demo');
