drop role nobody_is_called_this;
