package io.communitycloud.common.web.problem;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import tools.jackson.databind.json.JsonMapper;

/** Sets up that every error leaves as problem+json. */
@AutoConfiguration(beforeName = "org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class ProblemAutoConfiguration {

    @Bean
    ProblemMessages problemMessages() {
        return new ProblemMessages(ProblemMessages.class.getClassLoader());
    }

    @Bean
    @ConditionalOnMissingBean
    Problems problems(ProblemMessages messages, JsonMapper json) {
        return new Problems(messages, json);
    }

    @Bean
    @ConditionalOnMissingBean
    Failures failures() {
        return new Failures();
    }

    @Bean
    ProblemAdvice problemAdvice(Problems problems, Failures failures) {
        return new ProblemAdvice(problems, failures);
    }

    @Bean
    ProblemErrorController problemErrorController(Problems problems, Failures failures) {
        return new ProblemErrorController(problems, failures);
    }

    /** After Boot's own customizer, which would put its HTML-free but mute valve in place. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemErrorValve() {
        return factory -> factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof org.apache.catalina.core.StandardHost host) {
                host.setErrorReportValveClass(ProblemErrorValve.class.getName());
            }
        });
    }
}
