/** The log beside an incident. */
@NullMarked
package io.communitycloud.emergency.log;

import org.jspecify.annotations.NullMarked;
