/** The stand-ins of the 22 legacy systems: what a laptop has instead of ten bureaus. */
@NullMarked
package io.communitycloud.legacy;

import org.jspecify.annotations.NullMarked;
