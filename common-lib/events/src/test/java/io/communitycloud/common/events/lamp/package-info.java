/** A small aggregate for the tests of this module: a lamp of a street. */
@NullMarked
package io.communitycloud.common.events.lamp;

import org.jspecify.annotations.NullMarked;
