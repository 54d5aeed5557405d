# The page of an exhibit that cannot be shown.

resting-notice =
    This exhibit is resting.
    Please tell a member of staff.
