/** Wires events into a service that has this module on its class path. */
@NullMarked
package io.communitycloud.common.events.autoconfigure;

import org.jspecify.annotations.NullMarked;
