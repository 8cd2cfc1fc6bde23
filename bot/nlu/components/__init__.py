"""Components that Rasa loads: thin edges around bot.nlu.parts."""
