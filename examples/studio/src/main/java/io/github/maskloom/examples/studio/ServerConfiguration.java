package io.github.maskloom.examples.studio;

import io.github.maskloom.examples.studio.http.BodyFilter;
import io.github.maskloom.examples.studio.http.BodyLimits;
import io.github.maskloom.examples.studio.http.FrontDoor;
import io.github.maskloom.examples.studio.http.Hosts;
import io.github.maskloom.examples.studio.http.Operator;
import io.github.maskloom.examples.studio.http.ServerProblems;
import io.github.maskloom.examples.studio.http.StoredAnswer;
import io.github.maskloom.image.ImageLimits;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.net.InetAddress;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.core.StandardHost;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/** What keeps the server up whoever its clients are. */
@Configuration(proxyBeanMethods = false)
class ServerConfiguration {
  /** What Tomcat and the studio hold for a connection at the worst. */
  private static final long CONNECTION_BYTES = 96 * 1024;

  private static final int MAX_CONNECTIONS = 4000;

  /** Lets Tomcat, too, answer with problem documents and security headers alone, and bounds it. */
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> frontDoor(
      StudioProperties properties,
      ServerProperties server,
      Environment environment,
      @Value("${management.endpoints.web.base-path:/actuator}") String endpoints) {
    InetAddress address = server.getAddress();
    boolean isLocal = address != null && address.isLoopbackAddress();
    Operator operator = new Operator(properties.operator().token().strip(), isLocal, endpoints);
    return factory -> {
      factory.addEngineValves(new FrontDoor(new Hosts(properties.allowedHosts()), operator));
      if (!environment.containsProperty("server.tomcat.max-connections")) {
        // As many as three eighths of the heap hold; the others wait outside.
        long fitting = Runtime.getRuntime().maxMemory() / 8 * 3 / CONNECTION_BYTES;
        factory.addConnectorCustomizers(
            connector ->
                connector.setProperty(
                    "maxConnections", String.valueOf(Math.min(MAX_CONNECTIONS, fitting))));
      }
      factory.addContextCustomizers(
          context -> {
            // The first page is a forward, after which its answer is still to be sent.
            if (context instanceof StandardContext ours) {
              ours.setSuspendWrappedResponseAfterForward(false);
            }
            if (context.getParent() instanceof StandardHost host) {
              host.setErrorReportValveClass(ServerProblems.class.getName());
            }
          });
    };
  }

  @Bean
  FilterRegistrationBean<BodyFilter> bodies(
      StudioProperties properties, ImageLimits images, StudioFolder folder) {
    StudioProperties.Upload upload = properties.upload();
    BodyLimits limits =
        new BodyLimits(
            images.maxInputBytes(),
            upload.timeout(),
            new AtomicLong(properties.quota().incoming().toBytes()));
    Semaphore atWork = new Semaphore(upload.maxAtWork());
    return first(new BodyFilter(limits, folder::newIncomingFile, atWork), 0);
  }

  @Bean
  FilterRegistrationBean<Filter> answers(StudioProperties properties) {
    return first(StoredAnswer.filter(properties.answerTimeout()), 1);
  }

  private static <F extends Filter> FilterRegistrationBean<F> first(F filter, int order) {
    FilterRegistrationBean<F> registration = new FilterRegistrationBean<>(filter);
    registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC);
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE + order);
    return registration;
  }
}
