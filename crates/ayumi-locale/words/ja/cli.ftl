### Words of the door "cli".
