module com.example.room {
  requires io.github.maskloom.ark;
  requires io.github.maskloom.dashscope;
  requires io.github.maskloom.ideogram;
  requires io.github.maskloom.flux;
  requires io.github.maskloom.gemini;
  requires io.github.maskloom.openai;
  requires jdk.httpserver;
}
