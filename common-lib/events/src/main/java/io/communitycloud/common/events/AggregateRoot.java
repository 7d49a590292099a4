package io.communitycloud.common.events;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says where an aggregate is kept and on which topic its events are published. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface AggregateRoot {

    /** The collection that holds one document per aggregate. */
    String collection();

    /** The topic, {@code <context>.<aggregate-plural>.v<major>}. */
    String topic();

    /** Whether Kafka keeps the last event per aggregate for ever, for topics that carry whole states. */
    boolean compacted() default false;
}
