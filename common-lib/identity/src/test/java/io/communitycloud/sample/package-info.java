/** A service outside of the common library. */
@NullMarked
package io.communitycloud.sample;

import org.jspecify.annotations.NullMarked;
