module com.example.room {
  requires io.github.maskloom;
}
