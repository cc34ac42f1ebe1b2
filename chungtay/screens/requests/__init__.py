"""Reports on a theme at short notice: asked for in five minutes, answered by form, Excel or paper, assembled."""
