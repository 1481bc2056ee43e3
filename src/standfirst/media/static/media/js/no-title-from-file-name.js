// A file name says nothing to readers, so it never becomes a picture's title.
document.addEventListener("wagtail:images-upload", (event) => event.preventDefault());
