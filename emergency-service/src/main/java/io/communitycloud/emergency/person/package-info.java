/** Who a resident is, asked of the resident service each time anew; nothing personal is kept of it. */
@NullMarked
package io.communitycloud.emergency.person;

import org.jspecify.annotations.NullMarked;
