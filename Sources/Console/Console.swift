import Feeds
import Terminal
