/** The provider for the Wan image editing models of Alibaba Cloud. */
@org.jspecify.annotations.NullMarked
module io.github.maskloom.dashscope {
  requires transitive io.github.maskloom;
  requires transitive io.github.maskloom.http;
  requires static org.jspecify;

  exports io.github.maskloom.dashscope;

  provides io.github.maskloom.fusion.spi.FusionProvider with
      io.github.maskloom.dashscope.DashScopeProvider;
}
