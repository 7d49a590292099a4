package io.communitycloud.common.events.consumption;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.stereotype.Component;

/** Marks the listener of one foreign topic; its {@link On} methods say which events it takes. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Component
public @interface Listens {

    /** The topic, {@code <context>.<aggregate-plural>.v<major>}. */
    String value();
}
