// A file name says nothing to readers, so it never becomes a picture's title.
document.addEventListener("wagtail:images-upload", (event) => {
  event.detail.data.title = "";
  // The form for many files sends its title on, and the server takes the file's name where none is sent.
  if (event.target.id !== "fileupload") {
    event.preventDefault();
  }
});
