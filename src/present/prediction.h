#pragma once

// Your prediction: what is asked, how much has been drawn, and finally how much of it was right.

#include "base/say.h"

#include <string>

namespace session {
class Session;
}

namespace present {

struct Prediction {
    std::string title;   // "Your prediction"
    RichText sentence;   // empty: there is no prediction
    std::string check;   // the words on the button of the command "check-prediction"
    std::string close;   // and on that of "predict"
};
Prediction prediction_of(const session::Session& session);

}  // namespace present
