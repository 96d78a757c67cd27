"""Reading images, thumbnails and folders."""
