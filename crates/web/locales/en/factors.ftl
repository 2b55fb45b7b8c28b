# Second factors: setting them up, using them.
second-title = One more check
second-why = This device is not one of yours. Type the code of your application, or one of your recovery codes.
second-code = Code
second-code-help = Six digits, or a recovery code on paper.
second-wrong = This is not the right code, or it was used before. Wait for the next one, and check the time of your phone.
second-over = This sign-in took too long, or too many codes were tried. Please start again.
second-anew = Start again
second-other = Sign in another way
second-lost = Phone lost? Use a recovery code, or ask your school for a connection sheet.
step-up-title = Confirm that it is you
step-up-why = What you are about to do concerns other people. Nothing is done yet, and what you typed is kept.
step-up-factor = What you are about to do concerns other people: first set up a second factor, an application that gives a code on your phone. Nothing is done yet.
step-up-wrong = This is not the right password. Nothing is done yet.
step-up-do = Confirm and go on
step-up-back = Do nothing
factors-title = Second factor
factors-why = With a second factor, a stolen password is no longer enough to get in from another device.
factors-not-here = You have been using this device for too short a time to change this here. Do it on a device you know, wait a few days, or ask for a connection sheet.
factors-list = Your applications
factors-none = None yet.
factors-since = set up { $when }
factors-used = last used { $when }
factors-remove = Remove
factors-label = Name of the device
factors-label-help = For example: my phone.
factors-add = Add an application
factors-confirm-title = Add an application
factors-confirm-read = Open a code application on your phone and read this square.
factors-square = Code to read with your phone
factors-confirm-type = No camera? Type this key into the application:
factors-confirm-code = Type the code that the application shows.
factors-six = Six digits
factors-confirm-do = Check
factors-wrong = This is not the code that the application should show. Check the time of your phone and try again.
factors-cancel = Cancel
recovery-title = Recovery codes
recovery-once = Here are ten codes for the day when you do not have your phone. Print or copy them now: they will not be shown again. Each works once.
recovery-print = Print
recovery-kept = I have noted them
recovery-left =
    { $count ->
        [0] You have none left.
        [one] You have { $count } left.
       *[other] You have { $count } left.
    }
recovery-renew = Draw new codes
recovery-effect = The former ones will be void.
account-second = Second factor
account-second-help = An application on your phone, beside the password.
account-second-go = Manage my second factor
account-end = Sign out
account-not-me-title = Not you?
account-not-me-help = Somebody else has your password. Everything will be closed at once, and what was sent from that device will be held. You will choose a new password right away if you are on a device of yours; otherwise your school will give you a sheet.
account-not-me-do = That was not me: close everything
password-unknown-device = You have been using this device for too short a time to change the password here. Do it on a device you know, or ask for a connection sheet.
