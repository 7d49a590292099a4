/** The AsyncAPI document of a service: what it tells the others and what it reads of theirs, taken from the running code. */
@NullMarked
package io.communitycloud.common.events.asyncapi;

import org.jspecify.annotations.NullMarked;
