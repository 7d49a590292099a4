/** Key-person lists, tried from the rows to the clock. */
@NullMarked
package io.communitycloud.emergency.keyperson;

import org.jspecify.annotations.NullMarked;
