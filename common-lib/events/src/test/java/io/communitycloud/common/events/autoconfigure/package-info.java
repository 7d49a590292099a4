/** Tests of the wiring, on a store and a broker. */
@NullMarked
package io.communitycloud.common.events.autoconfigure;

import org.jspecify.annotations.NullMarked;
