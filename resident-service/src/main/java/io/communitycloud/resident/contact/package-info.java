/** Who can be reached, and where, for those who must tell them something. */
@NullMarked
package io.communitycloud.resident.contact;

import org.jspecify.annotations.NullMarked;
