/** What is shipped, held against its sources. */
@NullMarked
package io.communitycloud.emergency.catalogue;

import org.jspecify.annotations.NullMarked;
