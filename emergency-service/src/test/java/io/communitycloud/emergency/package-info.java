/** The emergency service as a whole, tried from outside. */
@NullMarked
package io.communitycloud.emergency;

import org.jspecify.annotations.NullMarked;
