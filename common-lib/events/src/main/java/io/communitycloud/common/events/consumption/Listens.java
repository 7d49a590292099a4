package io.communitycloud.common.events.consumption;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.core.annotation.AliasFor;
import org.springframework.stereotype.Component;

/** Marks the listener of one foreign topic; its {@link On} methods say which events it takes. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Component
public @interface Listens {

    /** The topic, {@code <context>.<aggregate-plural>.v<major>}. */
    @AliasFor("topic")
    String value() default "";

    /** The same: an aliased value is not taken for the name of the bean, so that a topic may have several listeners. */
    @AliasFor("value")
    String topic() default "";
}
